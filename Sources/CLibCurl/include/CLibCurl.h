#pragma once
#include <curl/curl.h>

// libcurl, loaded by the first request and not with the program: some thirty libraries come with it, half of the time that
// a command takes to start, and `validate` needs none of them. Everything below works once this has returned NULL, or
// else it says why there is no libcurl. Any thread may call it, any number of times.
const char *curl_load(void);

// curl's variadic setters and getters, once for each type of argument. Swift sees one name and picks by type;
// `long` and `curl_off_t` are the same type to it.
#define OVERLOAD(name) __attribute__((swift_name(name))) static inline

typedef size_t (*curl_data_callback)(char *bytes, size_t size, size_t count, void *context);

OVERLOAD("curl_easy_setopt(_:_:_:)")
CURLcode curl_setopt_long(CURL *easy, CURLoption option, long value) { return curl_easy_setopt(easy, option, value); }
OVERLOAD("curl_easy_setopt(_:_:_:)")
CURLcode curl_setopt_string(CURL *easy, CURLoption option, const char *value) { return curl_easy_setopt(easy, option, value); }
OVERLOAD("curl_easy_setopt(_:_:_:)")
CURLcode curl_setopt_pointer(CURL *easy, CURLoption option, void *value) { return curl_easy_setopt(easy, option, value); }
OVERLOAD("curl_easy_setopt(_:_:_:)")
CURLcode curl_setopt_list(CURL *easy, CURLoption option, struct curl_slist *value) { return curl_easy_setopt(easy, option, value); }
OVERLOAD("curl_easy_setopt(_:_:_:)")
CURLcode curl_setopt_callback(CURL *easy, CURLoption option, curl_data_callback value) { return curl_easy_setopt(easy, option, value); }
OVERLOAD("curl_easy_setopt(_:_:_:)")
CURLcode curl_setopt_buffer(CURL *easy, CURLoption option, char *value) { return curl_easy_setopt(easy, option, value); }
OVERLOAD("curl_easy_getinfo(_:_:_:)")
CURLcode curl_getinfo_long(CURL *easy, CURLINFO info, long *value) { return curl_easy_getinfo(easy, info, value); }
OVERLOAD("curl_easy_getinfo(_:_:_:)")
CURLcode curl_getinfo_double(CURL *easy, CURLINFO info, double *value) { return curl_easy_getinfo(easy, info, value); }
OVERLOAD("curl_easy_getinfo(_:_:_:)")
CURLcode curl_getinfo_string(CURL *easy, CURLINFO info, char **value) { return curl_easy_getinfo(easy, info, value); }

// The result is one arm of a union, and only for the one kind of message there is.
static inline CURLcode curl_message_result(const CURLMsg *message) { return message->data.result; }
