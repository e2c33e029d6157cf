/*
 * The program of the frontend image: greets the daemon, then starts JavaScript, then waits for events until
 * JavaScript ends the process.
 */
#include "host.h"

/* Starts the engine, and evaluates the frontend's modules. */
static void start(void) {
  engine_start();
  snapshot_start();
  process_start();
  modules_start();
  pipes_start();
  timers_start();
  limits_start();
  text_start();
  wire_start();
  digest_start();
  decompress_start();
  files_start();
  engine_define_native_module();
  /* Other modules expect globals as soon as they are evaluated. */
  engine_run("globals.js");
  engine_run("main.js");
}

int main(int count, char **arguments) {
  if (snapshot_is_wanted(count, arguments)) {
    start();
    engine_run_jobs();
    if (timers_run() >= 0) process_fail("modules set timers while they are evaluated");
    snapshot_write();
  }
  process_drop_privileges();
  process_catch_signals();
  /* First of all: a daemon waits only so long for a greeting, however busy the machine is. */
  pipes_greet();
  if (!snapshot_restore()) {
    memory_start();
    start();
  }
  engine_resume();
  limits_resume();
  engine_begin();
  for (;;) {
    engine_run_jobs();
    pipes_flush();
    int timeout = timers_run();
    /* What a timer made ready comes before waiting. */
    if (JS_IsJobPending(runtime)) continue;
    pipes_flush();
    pipes_wait(timeout);
  }
}
