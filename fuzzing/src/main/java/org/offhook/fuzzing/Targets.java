package org.offhook.fuzzing;

import java.util.List;
import org.offhook.fuzzing.targets.DigestTarget;
import org.offhook.fuzzing.targets.EventTarget;
import org.offhook.fuzzing.targets.FormTarget;
import org.offhook.fuzzing.targets.JsonTarget;
import org.offhook.fuzzing.targets.MarkupTarget;
import org.offhook.fuzzing.targets.Mp3Target;
import org.offhook.fuzzing.targets.NumberTarget;
import org.offhook.fuzzing.targets.OpusTarget;
import org.offhook.fuzzing.targets.PidfTarget;
import org.offhook.fuzzing.targets.RtcpTarget;
import org.offhook.fuzzing.targets.RtpTarget;
import org.offhook.fuzzing.targets.SdpTarget;
import org.offhook.fuzzing.targets.SipAddressTarget;
import org.offhook.fuzzing.targets.SipMessageTarget;
import org.offhook.fuzzing.targets.SipStreamTarget;
import org.offhook.fuzzing.targets.SrtpTarget;
import org.offhook.fuzzing.targets.StunTarget;
import org.offhook.fuzzing.targets.TelephoneEventTarget;
import org.offhook.fuzzing.targets.WavTarget;

/// Every target there is.
public final class Targets {

    private static final List<Target> ALL = List.of(
            new SipMessageTarget(),
            new SipStreamTarget(),
            new SipAddressTarget(),
            new DigestTarget(),
            new EventTarget(),
            new PidfTarget(),
            new SdpTarget(),
            new RtpTarget(),
            new RtcpTarget(),
            new TelephoneEventTarget(),
            new StunTarget(),
            new OpusTarget(),
            new SrtpTarget(),
            new MarkupTarget(),
            new WavTarget(),
            new Mp3Target(),
            new FormTarget(),
            new JsonTarget(),
            new NumberTarget());

    private Targets() {}

    public static List<Target> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Target::name).toList();
    }

    /// @throws IllegalArgumentException when there is none of this name
    public static Target named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no target '" + name + "'; there are " + String.join(", ", names())));
    }
}
