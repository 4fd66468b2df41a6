/*
 The functions for which the linker would ask for a glibc newer than 2.34, the one of Amazon Linux 2023 and RHEL 9: with
 definitions of our own it does not. Hidden, so that no shared library calls these instead of glibc's.

 hypotf            glibc 2.35  Swift's Glibc overlay, hypot for Float
 _dl_find_object   glibc 2.35  libgcc_eh.a, for each frame that a C++ exception leaves
 arc4random_buf    glibc 2.36  libexpat.a, for the seed of its hash tables
 arc4random        glibc 2.36  libstdc++.a, std::random_device
 */
#define _GNU_SOURCE
#include "CGlibcFloor.h"

#include <dlfcn.h>
#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

/* Known only after a header of glibc. */
#ifdef __GLIBC__
#include <link.h>
#include <sys/random.h>

#define HIDDEN __attribute__((visibility("hidden")))

/* In double nothing overflows that fits into float, and the square root has more digits than float keeps. */
HIDDEN float hypotf(float x, float y) {
    if (isinf(x) || isinf(y)) return INFINITY;
    return (float)__builtin_sqrt((double)x * (double)x + (double)y * (double)y);
}

/* Ends the process if the kernel gives no random bytes, as glibc's does: a guessable seed is worse than no answer. */
HIDDEN void arc4random_buf(void *buffer, size_t count) {
    unsigned char *next = buffer;
    while (count > 0) {
        ssize_t got = getrandom(next, count, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) abort();
        next += got;
        count -= (size_t)got;
    }
}

HIDDEN unsigned int arc4random(void) {
    unsigned int number;
    arc4random_buf(&number, sizeof number);
    return number;
}

#if __GLIBC_PREREQ(2, 35)
struct search {
    ElfW(Addr) address;
    struct dl_find_object *found;
};

/* Fills in what libgcc reads, if a loaded object contains the address; not 0 ends the iteration. */
static int look(struct dl_phdr_info *object, size_t size, void *context) {
    (void)size;
    struct search *search = context;
    const ElfW(Phdr) *frames = NULL;
    ElfW(Addr) start = 0, end = 0;
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *header = &object->dlpi_phdr[index];
        ElfW(Addr) first = object->dlpi_addr + header->p_vaddr;
        if (header->p_type == PT_GNU_EH_FRAME) frames = header;
        if (header->p_type == PT_LOAD && search->address - first < header->p_memsz) {
            start = first;
            end = first + header->p_memsz;
        }
    }
    if (end == 0) return 0;
    if (!frames) return -1;
    search->found->dlfo_flags = 0;
    search->found->dlfo_map_start = (void *)start;
    search->found->dlfo_map_end = (void *)end;
    search->found->dlfo_link_map = NULL;
    search->found->dlfo_eh_frame = (void *)(object->dlpi_addr + frames->p_vaddr);
    return 1;
}

/* Slower than glibc's, and called only while an exception is thrown, which Swift does not do. */
HIDDEN int _dl_find_object(void *address, struct dl_find_object *found) {
    struct search search = {(ElfW(Addr))address, found};
    return dl_iterate_phdr(look, &search) == 1 ? 0 : -1;
}
#endif
#endif
