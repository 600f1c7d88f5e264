package org.offhook.core.signalling.register;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.signalling.GuessLimits;
import org.offhook.core.signalling.SignallingLimits;

/// Counts wrong passwords and shuts out who guesses: a user from one address, and an address altogether. From
/// elsewhere the user still registers. Before that, what comes too soon after a wrong password counts as another
/// one without being looked at, so that guessing faster finds out less. Signalling counts, whoever is asked for it
/// may look and lift.
///
/// Bounded: who has been quiet is forgotten when [#REMEMBERED] others have come since. Times are nanoseconds of the
/// monotonic clock.
public final class Bans {

    /// Half of what is remembered at most.
    private static final int REMEMBERED = 10_000;

    private final GuessLimits limits;
    private final int perUser;
    private final int perSource;
    private final long shutOut;
    private final LongAdder early = new LongAdder();
    private volatile Map<Key, Guesses> older = Map.of();
    private volatile Map<Key, Guesses> newer = new ConcurrentHashMap<>();

    public Bans(SignallingLimits limits) {
        this.limits = limits.guesses();
        this.perUser = this.limits.perUser();
        this.perSource = this.limits.perSource();
        this.shutOut = this.limits.shutOut().toNanos();
    }

    private record Key(@Nullable Sid account, String user, String source) {}

    private record Guesses(int count, long until) {}

    /// @param sid     that it has as long as it lasts
    /// @param account whose user it is; null for an address that is shut out altogether
    /// @param user    `user@domain`, or empty
    /// @param guesses wrong passwords until now
    /// @param left    nanoseconds until it ends
    public record Ban(Sid sid, @Nullable Sid account, String user, String source, int guesses, long left) {}

    public boolean shutsOut(Domain domain, String user, String source, long now) {
        return !quiet() && (count(one(domain, user, source), now) >= perUser || count(all(source), now) >= perSource);
    }

    /// Whether a password comes so soon after wrong ones that it is not to be looked at.
    public boolean tooSoon(Domain domain, String user, String source, long now) {
        boolean soon = !quiet()
                && (isPausing(one(domain, user, source), perUser, now) || isPausing(all(source), perSource, now));
        if (soon) {
            early.increment();
        }
        return soon;
    }

    private boolean isPausing(Key who, int most, long now) {
        Guesses known = known(who, now);
        return known != null && known.until - shutOut + limits.pause(known.count, most) - now > 0;
    }

    /// Passwords that were not looked at because they came too soon.
    public long early() {
        return early.sum();
    }

    public void wrong(Domain domain, String user, String source, long now) {
        add(one(domain, user, source), now);
        add(all(source), now);
    }

    /// The password was right: earlier mistakes of this user from there are forgiven.
    public void right(Domain domain, String user, String source) {
        if (!quiet()) {
            forget(one(domain, user, source));
        }
    }

    /// Who is shut out.
    public List<Ban> list(long now) {
        List<Ban> bans = new ArrayList<>();
        newer.forEach((key, guesses) -> list(bans, key, guesses, now));
        older.forEach((key, guesses) -> {
            if (!newer.containsKey(key)) {
                list(bans, key, guesses, now);
            }
        });
        return bans;
    }

    /// Lets somebody in again.
    public void lift(Ban ban) {
        forget(new Key(ban.account, ban.user, ban.source));
    }

    private void list(List<Ban> bans, Key key, Guesses guesses, long now) {
        int most = key.user.isEmpty() ? perSource : perUser;
        if (guesses.count >= most && guesses.until - now > 0) {
            bans.add(new Ban(sid(key), key.account, key.user, key.source, guesses.count, guesses.until - now));
        }
    }

    private static Sid sid(Key key) {
        UUID hash = UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8));
        return new Sid(SidType.BAN.prefix() + hash.toString().replace("-", ""));
    }

    private static Key one(Domain domain, String user, String source) {
        return new Key(domain.account(), user + '@' + domain.name(), source);
    }

    private static Key all(String source) {
        return new Key(null, "", source);
    }

    private boolean quiet() {
        return newer.isEmpty() && older.isEmpty();
    }

    private int count(Key who, long now) {
        Guesses known = known(who, now);
        return known == null ? 0 : known.count();
    }

    private @Nullable Guesses known(Key who, long now) {
        Guesses known = newer.get(who);
        if (known == null) {
            known = older.get(who);
        }
        return known == null || known.until - now <= 0 ? null : known;
    }

    private void add(Key who, long now) {
        int before = count(who, now);
        if (newer.size() >= REMEMBERED) {
            older = newer;
            newer = new ConcurrentHashMap<>();
        }
        newer.put(who, new Guesses(before + 1, now + shutOut));
    }

    private void forget(Key who) {
        newer.remove(who);
        if (older.containsKey(who)) {
            older.remove(who);
        }
    }
}
