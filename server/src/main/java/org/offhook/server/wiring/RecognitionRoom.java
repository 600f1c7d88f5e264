package org.offhook.server.wiring;

import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.stt.HttpRecogniser;
import org.offhook.adapters.stt.Recognisers;
import org.offhook.core.ids.Sid;
import org.offhook.core.recognition.Recognition;
import org.offhook.core.recognition.RecognitionDesk;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configuration.RecognitionService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where calls get text from speech.
final class RecognitionRoom {

    private static final Logger LOG = LoggerFactory.getLogger(RecognitionRoom.class);

    private RecognitionRoom() {}

    /// @param platform in whose name the speech service is asked
    static Recognition open(Configuration configuration, WebRoom web, Sid platform, Foundation base, Closers closers) {
        Configuration.Recognition settings = configuration.recognition();
        List<SpeechRecogniser> engines = Recognisers.of(
                settings.engines(),
                new Recognisers.Parts(service(settings.http(), platform), web.operator(), settings.script()));
        LOG.info(
                "speech recognition: {}",
                engines.isEmpty()
                        ? "none"
                        : engines.stream().map(SpeechRecogniser::name).toList());
        int most = configuration.limits().utterances();
        RecognitionDesk desk = new RecognitionDesk(engines, workers(most, closers), most);
        base.meters().gauge("offhook_utterances_under_way", "Utterances that are being understood.", desk::underWay);
        base.meters()
                .total(
                        "offhook_utterances_refused",
                        "Utterances not understood because there were too many at once.",
                        desk::refused);
        return desk;
    }

    private static HttpRecogniser.@Nullable Settings service(@Nullable RecognitionService service, Sid platform) {
        return service == null
                ? null
                : new HttpRecogniser.Settings(
                        service.url(),
                        service.key(),
                        service.model(),
                        service.format(),
                        Set.copyOf(service.languages()),
                        platform);
    }

    /// A worker for each: they wait for the service, and need no processor meanwhile.
    private static ThreadPoolExecutor workers(int most, Closers closers) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                most,
                most,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(most),
                Thread.ofPlatform().name("hearing-", 0).daemon().factory());
        workers.allowCoreThreadTimeOut(true);
        closers.add(workers::shutdownNow);
        return workers;
    }
}
