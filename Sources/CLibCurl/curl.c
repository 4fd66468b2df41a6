// The definitions that the linker would find in libcurl: each passes its call on to the library that curl_load opened.
#define CURL_DISABLE_TYPECHECK
#include "CLibCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo

// Hidden, so that libcurl's calls of its own functions, and other libraries' calls, never arrive here.
#define HIDDEN __attribute__((visibility("hidden")))

// Every function that is called: its result, its name, its parameters, and how they are passed on.
#define FUNCTIONS(each)                                                                                                \
    each(CURLcode, curl_global_init, (long flags), (flags))                                                            \
    each(CURL *, curl_easy_init, (void), ())                                                                           \
    each(void, curl_easy_cleanup, (CURL *easy), (easy))                                                                \
    each(const char *, curl_easy_strerror, (CURLcode code), (code))                                                    \
    each(struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *text), (list, text))            \
    each(void, curl_slist_free_all, (struct curl_slist *list), (list))                                                 \
    each(CURLM *, curl_multi_init, (void), ())                                                                         \
    each(CURLMcode, curl_multi_cleanup, (CURLM *multi), (multi))                                                       \
    each(CURLMcode, curl_multi_add_handle, (CURLM *multi, CURL *easy), (multi, easy))                                  \
    each(CURLMcode, curl_multi_remove_handle, (CURLM *multi, CURL *easy), (multi, easy))                               \
    each(CURLMcode, curl_multi_perform, (CURLM *multi, int *running), (multi, running))                                \
    each(CURLMsg *, curl_multi_info_read, (CURLM *multi, int *queued), (multi, queued))                                \
    each(CURLMcode, curl_multi_wakeup, (CURLM *multi), (multi))                                                        \
    each(CURLMcode, curl_multi_poll,                                                                                   \
         (CURLM *multi, struct curl_waitfd *more, unsigned count, int milliseconds, int *ready),                       \
         (multi, more, count, milliseconds, ready))

// Their addresses have the types that curl.h gives them; so a wrong parameter above does not compile.
#define ADDRESS(result, name, parameters, arguments) static __typeof__(&name) loaded_##name;
FUNCTIONS(ADDRESS)
static __typeof__(&curl_easy_setopt) loaded_curl_easy_setopt;
static __typeof__(&curl_easy_getinfo) loaded_curl_easy_getinfo;

#define DEFINITION(result, name, parameters, arguments)                                                                \
    HIDDEN result name parameters { return loaded_##name arguments; }
FUNCTIONS(DEFINITION)

// The variadic two always take one more argument: an address, or a number as wide as one.
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "the last argument is a word");

HIDDEN CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...) {
    va_list arguments;
    va_start(arguments, option);
    void *value = va_arg(arguments, void *);
    va_end(arguments);
    return loaded_curl_easy_setopt(easy, option, value);
}

HIDDEN CURLcode curl_easy_getinfo(CURL *easy, CURLINFO info, ...) {
    va_list arguments;
    va_start(arguments, info);
    void *value = va_arg(arguments, void *);
    va_end(arguments);
    return loaded_curl_easy_getinfo(easy, info, value);
}

static char problem[512];

static void load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    int is_whole = library != NULL;
#define FIND(result, name, parameters, arguments) FIND_NAME(name)
#define FIND_NAME(name) \
    if (is_whole) is_whole = (loaded_##name = (__typeof__(&name))dlsym(library, #name)) != NULL;
    FUNCTIONS(FIND)
    FIND_NAME(curl_easy_setopt)
    FIND_NAME(curl_easy_getinfo)
    if (is_whole) return;
    const char *reason = dlerror();
    snprintf(problem, sizeof problem, "%s", reason ? reason : "libcurl.so.4 lacks a function");
}

const char *curl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return problem[0] ? problem : NULL;
}
