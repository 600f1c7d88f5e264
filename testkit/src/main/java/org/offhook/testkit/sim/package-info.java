/// The whole platform in a world of its own: the real call router, signalling and media layer under virtual
/// time, with phones, applications and carriers that are played. A call of an hour takes milliseconds, and a
/// seed repeats it event by event. Enter by [World] for stories, by `Simulation` for many random ones.
///
/// ```java
/// try (World world = World.seeded(7)) {
///     world.app().on("/voice", "<Response><Say>Hello.</Say></Response>");
///     world.number("+15550100", "/voice");
///     PhoneCall call = world.phone().calls("+15550100");
///     world.run();
///     assertThat(call.heard()).containsExactly("Hello.");
/// }
/// ```
@NullMarked
package org.offhook.testkit.sim;

import org.jspecify.annotations.NullMarked;
