package org.offhook.protocols.sip.refer;

import org.offhook.protocols.sip.Status;

/// How far a reference has come, as the status line of the response to the referred request (RFC 3515 §2.4.5,
/// RFC 3420).
public final class Sipfrag {

    public static final String CONTENT_TYPE = "message/sipfrag;version=2.0";

    private static final String VERSION = "SIP/2.0 ";

    private Sipfrag() {}

    public static String of(int status) {
        return VERSION + status + " " + Status.reason(status) + "\r\n";
    }

    /// The status in a body, 100 to 699; 0 when there is none.
    public static int status(String body) {
        if (!body.startsWith(VERSION) || body.length() < VERSION.length() + 3) {
            return 0;
        }
        int status = 0;
        for (int i = VERSION.length(); i < VERSION.length() + 3; i++) {
            char c = body.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            status = status * 10 + (c - '0');
        }
        return status >= 100 && status < 700 ? status : 0;
    }
}
