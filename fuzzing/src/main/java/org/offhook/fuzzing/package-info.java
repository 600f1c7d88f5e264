/// Fuzzing: bytes that nobody sane would send, for every parser, and what each parser promises of them.
///
/// A [org.offhook.fuzzing.Target] is one parser with its promises; [org.offhook.fuzzing.Targets] lists them all.
/// Jazzer calls [org.offhook.fuzzing.Fuzz] in a process of its own ([org.offhook.fuzzing.Run]) with inputs it
/// breeds from a small corpus by what code they reach. Door for people: `./dev fuzz`
/// ([org.offhook.fuzzing.FuzzMain]). Nothing here is shipped.
@NullMarked
package org.offhook.fuzzing;

import org.jspecify.annotations.NullMarked;
