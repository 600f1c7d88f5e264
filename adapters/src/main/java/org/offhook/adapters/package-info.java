/// Where the world is touched: sockets, HTTP, the database, files, child processes. Each room implements ports
/// of core and holds no rules; what decides lives in core. Open sets are listed in one registry file per room,
/// such as `tts.Engines`.
@NullMarked
package org.offhook.adapters;

import org.jspecify.annotations.NullMarked;
