package org.offhook.core.signalling.register;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.signalling.SignallingLimits;

/// Counts wrong passwords and shuts out who guesses: a user from one address, and an address altogether. From
/// elsewhere the user still registers. Signalling counts, whoever is asked for it may look and lift.
///
/// Bounded: who has been quiet is forgotten when [#REMEMBERED] others have come since. Times are nanoseconds of the
/// monotonic clock.
public final class Bans {

    /// Half of what is remembered at most.
    private static final int REMEMBERED = 10_000;

    private final int perUser;
    private final int perSource;
    private final long shutOut;
    private volatile Map<Key, Guesses> older = Map.of();
    private volatile Map<Key, Guesses> newer = new ConcurrentHashMap<>();

    public Bans(SignallingLimits limits) {
        this.perUser = limits.guesses();
        this.perSource = limits.guessesPerSource();
        this.shutOut = limits.shutOut().toNanos();
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
        Guesses known = newer.get(who);
        if (known == null) {
            known = older.get(who);
        }
        return known == null || known.until - now <= 0 ? 0 : known.count();
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
