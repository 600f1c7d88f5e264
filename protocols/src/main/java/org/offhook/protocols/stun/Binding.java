package org.offhook.protocols.stun;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a binding request is answered (RFC 8489 §6.3): the address that it came from. The answer is little
/// longer than the request, so nobody gains by making us send it to others.
public final class Binding {

    private Binding() {}

    /// @param address 4 or 16 bytes, where the request came from
    /// @param key what the answer is signed with; null: nothing. The caller has checked the request's signature
    /// @return null when the message is no request about binding
    public static byte @Nullable [] answer(StunMessage request, byte[] address, int port, byte @Nullable [] key) {
        if (request.kind() != StunKind.REQUEST || !request.isBinding()) {
            return null;
        }
        List<Integer> unknown = request.notUnderstood();
        StunWriter answer = unknown.isEmpty()
                ? new StunWriter(StunKind.SUCCESS, request.transaction()).mapped(address, port)
                : new StunWriter(StunKind.ERROR, request.transaction())
                        .error(420, "Unknown Attribute")
                        .unknown(unknown);
        return (key == null ? answer : answer.sign(key)).toBytes();
    }
}
