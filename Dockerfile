# The image of reconcile, without root's rights.
#
#   docker build -t reconcile .                              builds from source
#   docker build -t reconcile --build-arg BUILT=tarball \
#       --build-arg TARBALL=.build/dist/reconcile-0.1.0-linux-x86_64.tar.gz .
#
#   docker run --rm -v "$PWD:/work" -v "$HOME/.aws:/home/reconcile/.aws:ro" reconcile plan compute-envs.yml

ARG BUILT=source

FROM swift:6.3-bookworm AS source
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libcurl4-openssl-dev libexpat1-dev libssl-dev libyaml-dev python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN swift build -c release --static-swift-stdlib --product reconcile
RUN python3 -m venv /venv && /venv/bin/pip install --no-cache-dir -r Scripts/distribution/requirements.txt
# The image has no git; the time of the commit comes from outside.
ARG SOURCE_DATE_EPOCH=0
RUN SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH /venv/bin/python Scripts/make-dist.py .build/release/reconcile /dist \
    && mkdir /installed \
    && tar -xzf /dist/reconcile-*.tar.gz --strip-components=1 -C /installed

FROM debian:bookworm-slim AS tarball
ARG TARBALL
COPY ${TARBALL} /reconcile.tar.gz
RUN mkdir /installed && tar -xzf /reconcile.tar.gz --strip-components=1 -C /installed

FROM ${BUILT} AS built

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libcurl4 libssl3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home reconcile
COPY --from=built /installed /usr/local
USER 10001
WORKDIR /work
ENTRYPOINT ["reconcile"]
