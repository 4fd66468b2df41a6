#pragma once
/* Empty on purpose: nothing is called from Swift. The linker uses what floor.c defines. */
