/// Documents on their way from markup to verbs: [Document] is one with the URL it came from, [Reading] reads an
/// element's attributes with defaults and collects [Complaint]s. Values only; nothing here has state.
@NullMarked
package org.offhook.core.twiml;

import org.jspecify.annotations.NullMarked;
