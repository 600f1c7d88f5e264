/// What `offhook doctor` looks at: the machine, the configuration and what they say to, each by a [Check] that is
/// listed in [Doctor]. Nothing is changed, and nothing stays open.
///
/// Door: [Doctor].
@NullMarked
package org.offhook.server.doctor;

import org.jspecify.annotations.NullMarked;
