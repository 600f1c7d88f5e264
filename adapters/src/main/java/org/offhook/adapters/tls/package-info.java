/// Certificates: the server's own, read from PEM files and read again when these change, or made for machines
/// where there are none yet; and whom the server trusts as a client. SIP and HTTP both take them from here.
///
/// Door: [Certificates].
@NullMarked
package org.offhook.adapters.tls;

import org.jspecify.annotations.NullMarked;
