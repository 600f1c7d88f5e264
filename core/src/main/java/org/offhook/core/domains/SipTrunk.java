package org.offhook.core.domains;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// A PBX of an account: its domain lets it call out ([SipDomain]), its places get the calls to its numbers.
///
/// @param places    where calls go, those that are enabled
/// @param recovery  asked when no place takes a call, or null
/// @param recording as Dial's `record` has it
/// @param channels  calls at a time, in and out; 0 for any number
/// @param perSecond calls that begin in a second; 0 for any number
/// @param transfers whom the PBX may transfer its calls to
/// @param shown     whether the target of a transfer is shown the number that the PBX was called by, and not the caller
public record SipTrunk(
        Sid sid,
        Sid account,
        List<Place> places,
        @Nullable Hook recovery,
        String recording,
        String trim,
        int channels,
        int perSecond,
        TransferRight transfers,
        boolean shown) {

    /// @param uri      `sip:host:port;transport=…`; its user part is replaced by the number
    /// @param priority the lowest first
    /// @param weight   how often it is the first of those with the same priority, 1 and more
    public record Place(String uri, int priority, int weight) {}

    static SipTrunk of(Asset trunk, List<Place> places) {
        return new SipTrunk(
                trunk.sid(),
                trunk.account(),
                places,
                trunk.hook("disaster_recovery_url", "disaster_recovery_method"),
                or(trunk.value("recording_mode"), "do-not-record"),
                or(trunk.value("recording_trim"), "do-not-trim"),
                number(trunk.value("channels"), 0),
                number(trunk.value("calls_per_second"), 0),
                TransferRight.of(trunk.value("transfer_mode")),
                "from-transferor".equals(trunk.value("transfer_caller_id")));
    }

    static @Nullable Place place(Asset url) {
        String uri = url.value("sip_url");
        return uri == null || !url.flag("enabled")
                ? null
                : new Place(uri, number(url.value("priority"), 10), number(url.value("weight"), 10));
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static int number(@Nullable String value, int otherwise) {
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
