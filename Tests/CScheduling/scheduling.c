#include "scheduling.h"

#include <stdint.h>
#include <stdlib.h>

/* As swift/Runtime/Concurrency.h of the toolchain declares them. An executor is its identity and its witness table;
   that of no actor in particular is twice nothing. */
#define SWIFT_CALL __attribute__((swiftcall))
typedef SWIFT_CALL void (*enqueue_original)(void *job);
typedef SWIFT_CALL void (*enqueue_hook)(void *job, enqueue_original original);
extern enqueue_hook swift_task_enqueueGlobal_hook;
extern SWIFT_CALL void swift_job_run(void *job, void *identity, uintptr_t implementation);

/* A ring of jobs; its capacity is a power of two. */
static void **jobs;
static size_t capacity, first, count;
static bool is_finished;

static SWIFT_CALL void take(void *job, enqueue_original original) {
    (void)original;
    if (count == capacity) {
        size_t larger = capacity ? 2 * capacity : 1024;
        void **moved = malloc(larger * sizeof *moved);
        if (!moved) abort();
        for (size_t index = 0; index < count; index++) moved[index] = jobs[(first + index) & (capacity - 1)];
        free(jobs);
        jobs = moved;
        capacity = larger;
        first = 0;
    }
    jobs[(first + count++) & (capacity - 1)] = job;
}

void scheduling_take_over(void) { swift_task_enqueueGlobal_hook = take; }

bool scheduling_run(bool (*idle)(void)) {
    is_finished = false;
    while (!is_finished) {
        if (count == 0 && !idle()) return false;
        if (count == 0) continue;
        void *job = jobs[first];
        first = (first + 1) & (capacity - 1);
        count--;
        swift_job_run(job, NULL, 0);
    }
    return true;
}

void scheduling_finish(void) { is_finished = true; }
