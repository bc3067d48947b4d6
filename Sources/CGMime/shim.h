#include <gmime/gmime.h>

// GMime 3.2.14 gave this function a fourth argument, under the same soname and symbol (its issue 172): called with
// three, it keeps whatever lies in the fourth register and calls that when the options are freed. Called with four, an
// older library does not look at the last: System V's x86-64 and Arm's AAPCS64 pass the first four in registers, which are
// the caller's. So one program runs with both (Debian 12 has 3.2.13, Debian 13 3.2.15), and is built by the headers of both.
static inline void kfuncdocs_gmime_set_warning_callback(
    GMimeParserOptions *options, GMimeParserWarningFunc callback, gpointer user) {
  void (*set)(GMimeParserOptions *, GMimeParserWarningFunc, gpointer, GDestroyNotify) =
      (void (*)(GMimeParserOptions *, GMimeParserWarningFunc, gpointer, GDestroyNotify))
          g_mime_parser_options_set_warning_callback;
  set(options, callback, user, NULL);
}
