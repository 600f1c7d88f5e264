package org.offhook.core.webhooks;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.offhook.core.web.WebResult;

/// How to connect to one URL: the overrides in its fragment, `#ct=2000&rc=2&rp=5xx,ct` (contract §3). The
/// fragment is neither sent nor signed. A value out of range counts as not given; `sni` and `e` have no meaning
/// for a platform that a team runs itself and are accepted.
///
/// @param retries how often to try again
/// @param retry   after what
/// @param faulty  whether something in it could not be used (11243)
public record Connection(
        Duration connect, Duration read, Duration total, int retries, Set<Retry> retry, boolean faulty) {

    public static final Connection STANDARD =
            new Connection(millis(5_000), millis(15_000), millis(15_000), 1, EnumSet.of(Retry.CONNECT), false);

    private static final Set<String> YES_OR_NO = Set.of("y", "n");
    private static final Pattern EDGES = Pattern.compile("[a-z0-9-]+((,|%2C)[a-z0-9-]+)*");
    private static final int LEAST_MILLIS = 100;
    private static final int MOST_CONNECT = 10_000;
    private static final int MOST_MILLIS = 15_000;
    private static final int MOST_RETRIES = 5;
    private static final int CONNECT_TIMEOUT = 11201;
    private static final int CONNECT_REFUSED = 11202;
    private static final int UNKNOWN_HOST = 11210;

    public enum Retry {
        CLIENT_ERROR,
        SERVER_ERROR,
        CONNECT,
        READ
    }

    public static Connection of(String fragment) {
        Connection connection = STANDARD;
        for (String setting : fragment.split("&")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                connection = connection.with(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return connection;
    }

    /// Whether to try once more after `result`.
    boolean again(WebResult result) {
        return switch (result) {
            case WebResult.Answered answered ->
                switch (answered.status() / 100) {
                    case 5 -> retry.contains(Retry.SERVER_ERROR);
                    case 4 -> retry.contains(Retry.CLIENT_ERROR);
                    default -> false;
                };
            case WebResult.Failed(int code, String _) ->
                switch (code) {
                    case CONNECT_TIMEOUT, CONNECT_REFUSED, UNKNOWN_HOST -> retry.contains(Retry.CONNECT);
                    default -> retry.contains(Retry.READ);
                };
        };
    }

    private Connection with(String key, String value) {
        return switch (key) {
            case "ct" -> {
                int wanted = number(value, LEAST_MILLIS, MOST_CONNECT);
                yield wanted < 0 ? spoilt() : new Connection(millis(wanted), read, total, retries, retry, faulty);
            }
            case "rt" -> {
                int wanted = number(value, LEAST_MILLIS, MOST_MILLIS);
                yield wanted < 0 ? spoilt() : new Connection(connect, millis(wanted), total, retries, retry, faulty);
            }
            case "tt" -> {
                int wanted = number(value, LEAST_MILLIS, MOST_MILLIS);
                yield wanted < 0 ? spoilt() : new Connection(connect, read, millis(wanted), retries, retry, faulty);
            }
            case "rc" -> {
                int wanted = number(value, 0, MOST_RETRIES);
                yield wanted < 0 ? spoilt() : new Connection(connect, read, total, wanted, retry, faulty);
            }
            case "rp" -> policy(value);
            case "sni" -> YES_OR_NO.contains(value) ? this : spoilt();
            case "e" -> EDGES.matcher(value).matches() ? this : spoilt();
            default -> this;
        };
    }

    private Connection policy(String value) {
        Set<Retry> wanted = EnumSet.noneOf(Retry.class);
        for (String word : value.toLowerCase(Locale.ROOT).replace("%2c", ",").split(",")) {
            switch (word) {
                case "4xx" -> wanted.add(Retry.CLIENT_ERROR);
                case "5xx" -> wanted.add(Retry.SERVER_ERROR);
                case "ct" -> wanted.add(Retry.CONNECT);
                case "rt" -> wanted.add(Retry.READ);
                case "all" -> wanted.addAll(EnumSet.allOf(Retry.class));
                default -> {
                    return spoilt();
                }
            }
        }
        return new Connection(connect, read, total, retries, wanted, faulty);
    }

    private Connection spoilt() {
        return new Connection(connect, read, total, retries, retry, true);
    }

    private static int number(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            return number < least || number > most ? -1 : number;
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
