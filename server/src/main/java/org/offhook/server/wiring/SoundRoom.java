package org.offhook.server.wiring;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.audiofile.Ffmpeg;
import org.offhook.adapters.audiofile.FileDecoder;
import org.offhook.adapters.prompts.PromptFiles;
import org.offhook.adapters.store.data.DataFolder;
import org.offhook.adapters.tts.Engines;
import org.offhook.adapters.tts.HttpEngine;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.AudioDecoder;
import org.offhook.core.sounds.MediaLayer;
import org.offhook.core.sounds.SoundLimits;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.web.Web;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configuration.SpeechService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where calls get their sounds: speech engines, decoders, the cache.
public final class SoundRoom {

    private static final Logger LOG = LoggerFactory.getLogger(SoundRoom.class);

    /// Speaking and decoding. More than there are processors, because a speech service is waited for.
    private static final int WORKERS = 16;

    private static final int MOST_WAITING = 2_000;
    private static final Duration DECODING = Duration.ofSeconds(30);

    private SoundRoom() {}

    /// @param platform in whose name the speech service is asked
    static MediaLayer open(
            Configuration configuration, WebRoom web, DataFolder folder, Sid platform, Foundation base, Closers closers)
            throws IOException {
        Ffmpeg ffmpeg = new Ffmpeg(configuration.ffmpeg(), folder.folder("spool"), DECODING);
        LOG.info("sound files: {}", ffmpeg.describe());
        AudioDecoder decoder = new FileDecoder(ffmpeg);
        List<SpeechEngine> engines = engines(configuration, web.operator(), decoder, platform);
        LOG.info("speech engines: {}", engines.stream().map(SpeechEngine::name).toList());
        Configuration.Limits limits = configuration.limits();
        MediaLayer layer = new MediaLayer(
                web.customers(),
                engines,
                new PromptFiles(folder.folder("prompts"), limits.promptFiles(), base.clock()),
                decoder,
                workers(closers),
                base.clock(),
                SoundLimits.DEFAULT.withCache(limits.soundCache()).withFile(limits.sound()));
        base.meters().gauge("offhook_sounds_cached_bytes", "Samples kept in memory.", layer::cachedBytes);
        return layer;
    }

    /// Those that the configuration names and that are there.
    ///
    /// @param web      for a speech service, wherever it is
    /// @param platform in whose name it is asked
    public static List<SpeechEngine> engines(Configuration configuration, Web web, AudioDecoder decoder, Sid platform) {
        Configuration.Speech speech = configuration.speech();
        return Engines.of(
                speech.engines(), new Engines.Parts(service(speech.http(), platform), web, decoder, speech.espeak()));
    }

    private static HttpEngine.@Nullable Settings service(@Nullable SpeechService service, Sid platform) {
        return service == null
                ? null
                : new HttpEngine.Settings(
                        service.url(),
                        service.key(),
                        service.model(),
                        service.man(),
                        service.woman(),
                        service.format(),
                        Set.copyOf(service.languages()),
                        platform);
    }

    private static ExecutorService workers(Closers closers) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("sounds-", 0).daemon().factory());
        workers.allowCoreThreadTimeOut(true);
        closers.add(workers::shutdownNow);
        return workers;
    }
}
