/// The presence server as a room of its own (SPEC PRES-7): it hears of calls through the log of events and of phones
/// through the registrar, and is asked by signalling.
@NullMarked
package org.offhook.server.presence;

import org.jspecify.annotations.NullMarked;
