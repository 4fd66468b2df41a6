"""Amazon FSx: file systems with a life, a mount name, tokens and refusals."""

from __future__ import annotations

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.fsx.models import FileSystem, FSxBackend
from moto.fsx.responses import FSxResponse


def _refused(code: str, message: str) -> JsonRESTError:
    return JsonRESTError(code, message)


def _to_dict(moto_to_dict: Any) -> Any:
    """moto shows no Lifecycle, no version, and none of what FSx adds to the Lustre configuration."""

    def wrapped(self: FileSystem) -> dict[str, Any]:
        shown = moto_to_dict(self)
        shown["Lifecycle"] = "AVAILABLE"
        shown["FileSystemTypeVersion"] = getattr(self, "version", "2.10")
        shown["LustreConfiguration"] = {"MountName": "fsx01234"} | (shown.get("LustreConfiguration") or {})
        shown.pop("SecurityGroupIds", None)  # "This list isn't returned in later requests" (CreateFileSystem)
        return shown

    return wrapped


def _create(moto_create: Any) -> Any:
    """The same ClientRequestToken gives the same file system, or IncompatibleParameterError; moto makes another."""

    def wrapped(self: FSxBackend, **given: Any) -> FileSystem:
        token = given["client_request_token"]
        tokens = self.__dict__.setdefault("_tokens", {})
        request = json.dumps(given, sort_keys=True)
        if token in tokens and tokens[token][1].file_system_id in self.file_systems:
            earlier, made = tokens[token]
            if earlier != request:
                raise _refused("IncompatibleParameterError", "The token was used with other parameters")
            return made
        size = given["storage_capacity"] or 0
        if size != 1200 and (size <= 0 or size % 2400):
            raise _refused("BadRequest", "StorageCapacity must be 1200 or a multiple of 2400")
        made = moto_create(self, **given)
        made.version = given["file_system_type_version"] or "2.10"
        tokens[token] = (request, made)
        return made

    return wrapped


def _describe(moto_describe: Any) -> Any:
    """moto leaves ids out of the answer that do not exist."""

    def wrapped(self: FSxResponse) -> str:
        wanted = json.loads(self.body).get("FileSystemIds") or []
        for missing in [one for one in wanted if one not in self.fsx_backend.file_systems]:
            raise _refused("FileSystemNotFound", f"File system '{missing}' does not exist.")
        return moto_describe(self)

    return wrapped


def _delete(moto_delete: Any) -> Any:
    """moto fails on an id that does not exist."""

    def wrapped(self: FSxResponse) -> str:
        wanted = json.loads(self.body)["FileSystemId"]
        if wanted not in self.fsx_backend.file_systems:
            raise _refused("FileSystemNotFound", f"File system '{wanted}' does not exist.")
        return moto_delete(self)

    return wrapped


def update_file_system(self: FSxResponse) -> str:
    """moto has no UpdateFileSystem."""
    request = json.loads(self.body)
    system = self.fsx_backend.file_systems.get(request["FileSystemId"])
    if system is None:
        raise _refused("FileSystemNotFound", f"File system '{request['FileSystemId']}' does not exist.")
    size = request.get("StorageCapacity")
    if size is not None:
        if size % 2400 or size <= system.storage_capacity:
            raise _refused("BadRequest", "StorageCapacity must be greater than now, and a multiple of 2400")
        system.storage_capacity = size
    return json.dumps({"FileSystem": system.to_dict()})


def install() -> None:
    """Applies the patches."""
    FileSystem.to_dict = _to_dict(FileSystem.to_dict)
    FSxBackend.create_file_system = _create(FSxBackend.create_file_system)
    FSxResponse.describe_file_systems = _describe(FSxResponse.describe_file_systems)
    FSxResponse.delete_file_system = _delete(FSxResponse.delete_file_system)
    FSxResponse.update_file_system = update_file_system
