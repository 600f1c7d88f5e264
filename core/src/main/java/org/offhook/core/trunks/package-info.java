/// Ways out of and into the platform: [Trunk]s to carriers, [Registrations] of phones, and the in-memory wire
/// between two calls that both live here. Nothing here has state of its own.
@NullMarked
package org.offhook.core.trunks;

import org.jspecify.annotations.NullMarked;
