package org.offhook.server.wiring;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.offhook.adapters.httpclient.Guard;
import org.offhook.adapters.httpclient.HttpLimits;
import org.offhook.adapters.httpclient.HttpWeb;
import org.offhook.adapters.httpclient.Resolver;
import org.offhook.adapters.streams.WebSocketStreams;
import org.offhook.core.meters.Meters;
import org.offhook.core.streams.StreamCounters;
import org.offhook.core.streams.StreamLimits;
import org.offhook.core.streams.StreamTools;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.web.Web;
import org.offhook.server.config.Configuration;

/// The platform as a client of the web.
///
/// @param customers for what customers name; guarded in the prod profile
/// @param operator  for what the operator has configured, wherever it is
/// @param streams   to customers' applications, guarded as `customers`
public record WebRoom(Web customers, Web operator, StreamTools streams) {

    static WebRoom open(Configuration configuration, Foundation base, Closers closers) {
        return new WebRoom(
                web(destinations(configuration), base, closers),
                web(DestinationPolicy.open(), base, closers),
                streams(configuration, base, closers));
    }

    /// Where the platform may be sent by customers and callers.
    public static DestinationPolicy destinations(Configuration configuration) {
        return switch (configuration.profile()) {
            case DEV -> DestinationPolicy.open();
            case PROD -> DestinationPolicy.guarded(configuration.allow());
        };
    }

    private static Web web(DestinationPolicy policy, Foundation base, Closers closers) {
        return closers.add(
                new HttpWeb(policy, Resolver.system(), tls(), base.clock(), base.scheduler(), HttpLimits.DEFAULT));
    }

    private static StreamTools streams(Configuration configuration, Foundation base, Closers closers) {
        Guard guard = new Guard(destinations(configuration), Resolver.system(), HttpLimits.DEFAULT.lookups());
        StreamCounters counters = new StreamCounters();
        register(base.meters(), counters);
        Configuration.Limits limits = configuration.limits();
        return new StreamTools(
                closers.add(new WebSocketStreams(guard, tls(), base.scheduler())),
                configuration.profile() == Configuration.Profile.DEV,
                StreamLimits.STANDARD.with(limits.streamsPerCall(), limits.streamBuffer()),
                counters);
    }

    private static void register(Meters meters, StreamCounters counters) {
        meters.gauge("offhook_streams_live", "Media streams, connected or about to be.", counters::live);
        meters.total("offhook_streams_failed", "Media streams that ended with an error.", counters::failed);
        meters.total(
                "offhook_stream_frames_lost",
                "Frames of 20 ms that applications were too slow to take.",
                counters::framesLost);
        meters.total(
                "offhook_stream_bytes_refused",
                "Bytes of sound of applications that were too far ahead of the call.",
                counters::bytesRefused);
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java has no TLS", failure);
        }
    }
}
