package org.offhook.server.wiring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.tenancy.Account;
import org.offhook.core.web.Hook;
import org.offhook.server.config.Configuration.NumberSetting;
import org.offhook.server.config.ConfigurationException;

/// The numbers that the configuration gives to the first account.
final class FirstNumbers {

    private FirstNumbers() {}

    /// Adds what is not there and changes what differs. A number that another account holds is an error.
    static void give(NumberDesk desk, Account account, List<NumberSetting> wanted) {
        for (NumberSetting setting : wanted) {
            PhoneNumber known = desk.kept(setting.number()).orElse(null);
            if (known == null) {
                done(setting, desk.add(account.sid(), setting.number(), laidOver(NumberSettings.NONE, setting)));
            } else if (!known.account().equals(account.sid())) {
                throw new ConfigurationException("numbers: " + setting.number() + " belongs to account "
                        + known.account() + "; release it there first");
            } else {
                NumberSettings before = NumberSettings.of(known);
                NumberSettings after = laidOver(before, setting);
                if (!after.equals(before)) {
                    done(setting, desk.change(known, after));
                }
            }
        }
    }

    private static void done(NumberSetting setting, Outcome<PhoneNumber> outcome) {
        if (outcome instanceof Outcome.Refused<PhoneNumber> refused) {
            throw new ConfigurationException("numbers: " + setting.number() + ": " + refused.message());
        }
    }

    private static NumberSettings laidOver(NumberSettings before, NumberSetting setting) {
        return new NumberSettings(
                before.friendlyName(),
                laidOver(before.voice(), setting.voice(), setting.voiceMethod()),
                laidOver(before.voiceFallback(), setting.voiceFallback(), null),
                laidOver(before.message(), setting.message(), null),
                before.messageFallback(),
                laidOver(before.statusCallback(), setting.statusCallback(), null),
                before.callerIdLookup(),
                before.voiceApplication(),
                before.messageApplication(),
                before.address());
    }

    private static @Nullable Hook laidOver(@Nullable Hook before, @Nullable String url, @Nullable String method) {
        if (url != null) {
            return Hook.of(url, method);
        }
        return before != null && method != null ? new Hook(before.url(), method) : before;
    }
}
