/// A small fake world for tests of the platform and of applications that run on it: simulated clock and
/// network, fake phones, carriers and web applications, around the real call router. Enter by `sim.World`.
@NullMarked
package org.offhook.testkit;

import org.jspecify.annotations.NullMarked;
