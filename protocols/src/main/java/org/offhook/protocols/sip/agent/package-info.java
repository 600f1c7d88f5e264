/// What every user agent server looks at in a request before it acts on it (RFC 3261 §8.2): method, scheme,
/// required extensions, body types. Pure functions; the state of a transaction is elsewhere.
///
/// Door: [org.offhook.protocols.sip.agent.RequestCheck#inspect].
@NullMarked
package org.offhook.protocols.sip.agent;

import org.jspecify.annotations.NullMarked;
