#ifndef SCHEDULING_H
#define SCHEDULING_H

#include <stdbool.h>

/* All of Swift's concurrent work on one thread, in the order in which it is enqueued: the same program, the same
   interleaving. The runtime has a hook for programs with a custom executor. */

/* From now on all enqueued work waits for scheduling_run. */
void scheduling_take_over(void);

/* Runs the waiting work, and the work that it enqueues, until scheduling_finish is called. When nothing is left to run,
   idle is asked for more. If it has none, it answers false, and so does this function: all tasks wait for ever. */
bool scheduling_run(bool (*idle)(void));

/* Ends scheduling_run after the piece of work that calls this. */
void scheduling_finish(void);

#endif
