/// Finding out who has answered. Enter by [org.offhook.media.machine.MachineDetector], a tap on one leg, owned by the
/// leg's shard; how well it does is measured in the tests and stands in docs/machine-detection.md.
@NullMarked
package org.offhook.media.machine;

import org.jspecify.annotations.NullMarked;
