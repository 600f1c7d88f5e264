package org.offhook.protocols.sip.registrar;

/// What a registration may ask for.
///
/// @param minExpires seconds; a shorter registration is refused with 423
/// @param maxExpires seconds; a longer one is shortened
/// @param defaultExpires seconds, when the request says nothing
/// @param bindings how many an address of record may have
/// @param flowTimer seconds; a device with flows shows that each is alive at least so often (RFC 5626 §4.4)
public record RegistrarLimits(int minExpires, int maxExpires, int defaultExpires, int bindings, int flowTimer) {

    /// One minute to one day, one hour when nothing is said, ten devices, a sign of life every two minutes.
    public static final RegistrarLimits DEFAULT = new RegistrarLimits(60, 86_400, 3_600, 10, 120);
}
