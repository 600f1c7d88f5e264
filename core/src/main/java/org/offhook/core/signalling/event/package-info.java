/// Events of SIP (RFC 6665): what can be subscribed to ([EventPackage]), who has subscribed ([Subscriptions], one
/// for each shard), and how they are told ([Notifier]). The loop owns all of it; who changes a state says so from
/// any thread through [Watchers].
@NullMarked
package org.offhook.core.signalling.event;

import org.jspecify.annotations.NullMarked;
