package org.offhook.protocols.sip.refer;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.dialog.DialogId;

/// The dialog that a new one is to take the place of (RFC 3891 §6.1), as its addressee knows it.
///
/// @param dialog with the tag of the addressee as the local one
/// @param earlyOnly whether it is to be replaced only while it is not answered
public record Replaces(DialogId dialog, boolean earlyOnly) {

    /// The value of a Replaces field; null when it is none.
    public static @Nullable Replaces parse(String text) {
        String[] parts = text.split(";", -1);
        String toTag = null;
        String fromTag = null;
        boolean earlyOnly = false;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("to-tag=") && toTag == null) {
                toTag = part.substring("to-tag=".length());
            } else if (part.startsWith("from-tag=") && fromTag == null) {
                fromTag = part.substring("from-tag=".length());
            } else if (part.equals("early-only")) {
                earlyOnly = true;
            }
        }
        String callId = parts[0].strip();
        return callId.isEmpty() || toTag == null || fromTag == null
                ? null
                : new Replaces(new DialogId(callId, toTag, fromTag), earlyOnly);
    }

    /// The value of the field.
    @Override
    public String toString() {
        String text = dialog.callId() + ";to-tag=" + dialog.localTag() + ";from-tag=" + dialog.remoteTag();
        return earlyOnly ? text + ";early-only" : text;
    }
}
