/// SIP domains, and who may call and register in them (contract §17).
@NullMarked
package org.offhook.api.v2010.sip;

import org.jspecify.annotations.NullMarked;
