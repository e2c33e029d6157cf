/*
 * The program of the frontend image: greets the daemon, then starts JavaScript, then waits for events until
 * JavaScript ends the process.
 */
#include "host.h"

int main(void) {
  process_drop_privileges();
  process_start();
  /* First of all: a daemon waits only so long for a greeting, however busy the machine is. */
  pipes_greet();
  memory_start();
  engine_start();
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
