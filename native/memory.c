/* Memory of the start. */
#include "host.h"

#include <limits.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Bytes that every build needs, and a page of which costs more when it is asked for alone than its share of all. */
#define NEEDED ((size_t)3 << 20)

/*
 * Asks the kernel at once for what a small build needs in any case: otherwise each of its pages interrupts the start,
 * which together takes longer than greeting the daemon. A kernel that does not know how (before 5.14) goes on
 * page by page.
 */
void memory_start(void) {
  mallopt(M_TOP_PAD, (int)NEEDED);
  /* Nothing is given back: the process is short-lived. */
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  const uintptr_t start = ((uintptr_t)sbrk(0) + page - 1) & ~(page - 1);
  /* More than what is there already, so that the heap grows; each less than what would get a place of its own. */
  void *volatile first = malloc((size_t)100 << 10);
  void *volatile second = malloc((size_t)100 << 10);
  free(first);
  free(second);
  const uintptr_t end = (uintptr_t)sbrk(0) & ~(page - 1);
  if (end > start) madvise((void *)start, end - start, MADV_POPULATE_WRITE);
}
