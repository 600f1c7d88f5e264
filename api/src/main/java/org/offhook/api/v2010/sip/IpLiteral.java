package org.offhook.api.v2010.sip;

import java.net.InetAddress;

/// IP addresses as people write them.
final class IpLiteral {

    private IpLiteral() {}

    static boolean isValid(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
