/// The product "trunking" (contract §25.2): how a PBX is connected. A trunk is an asset; what is mapped to it are
/// values of it, `calls/CL…`, `calls/AL…`, `numbers/PN…`, each with the time since when, as with SIP domains.
@NullMarked
package org.offhook.api.trunking;

import org.jspecify.annotations.NullMarked;
