package org.offhook.core.sounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.sounds.Origin.answer;
import static org.offhook.core.sounds.Studio.ALICE;
import static org.offhook.core.sounds.Studio.BOB;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.media.Sounds.Source;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.WebResult;

class FilesTest {

    private static final String URL = "https://app.example/a.mp3";

    private final Studio studio = new Studio();

    @Test
    void aFileIsFetchedAndDecoded() {
        studio.origin.serve(URL, 200, "sound1234", "content-type: audio/mpeg");
        assertThat(studio.file(ALICE, URL).audio().length()).isEqualTo(4);
        assertThat(studio.file(ALICE, URL).audio().caption()).isEqualTo(URL);
        assertThat(studio.origin.requests.getFirst().account()).isEqualTo(ALICE);
        assertThat(studio.origin.requests.getFirst().method()).isEqualTo("GET");
    }

    @Test
    void whatIsFreshIsNotFetchedAgainUntilItsTimeIsOver() {
        studio.origin.serve(URL, 200, "sound1", "cache-control: max-age=60");
        studio.file(ALICE, URL);
        studio.pass(Duration.ofSeconds(59));
        assertThat(studio.file(ALICE, URL).audio().length()).isEqualTo(1);
        assertThat(studio.origin.requests).hasSize(1);
        studio.pass(Duration.ofSeconds(2));
        studio.file(ALICE, URL);
        assertThat(studio.origin.requests).hasSize(2);
    }

    @Test
    void oneAccountNeverHearsAnothersCopy() {
        AtomicInteger copies = new AtomicInteger();
        studio.origin.serve(
                URL, _ -> answer(200, "sound" + "x".repeat(copies.incrementAndGet()), "cache-control: max-age=60"));
        assertThat(studio.file(ALICE, URL).audio().length()).isEqualTo(1);
        assertThat(studio.file(BOB, URL).audio().length()).isEqualTo(2);
        assertThat(studio.file(ALICE, URL).audio().length()).isEqualTo(1);
    }

    @Test
    void aKeptFileIsUsedAgainWhenItsServerSaysThatItHasNotChanged() {
        studio.origin.serve(
                URL,
                request -> "\"v1\"".equals(request.headers().get("If-None-Match"))
                        ? answer(304, "", "cache-control: max-age=60")
                        : answer(200, "sound123", "etag: \"v1\""));
        assertThat(studio.file(ALICE, URL).audio().length()).isEqualTo(3);
        assertThat(studio.file(ALICE, URL).audio().length()).isEqualTo(3);
        assertThat(studio.origin.requests).hasSize(2);
        studio.file(ALICE, URL);
        assertThat(studio.origin.requests).as("the 304 made it fresh").hasSize(2);
    }

    @Test
    void aChangedFileReplacesTheKeptOne() {
        studio.origin.serve(URL, 200, "sound1", "etag: \"v1\"");
        studio.file(ALICE, URL);
        studio.origin.serve(URL, 200, "sound22", "etag: \"v2\"");
        assertThat(studio.file(ALICE, URL).audio().length()).isEqualTo(2);
        studio.origin.serve(URL, 404, "");
        assertThat(studio.file(ALICE, URL).code()).isEqualTo(11200);
        assertThat(studio.layer.cachedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache-control: no-store, max-age=60", "set-cookie: a=b", "vary: *", "x-nothing: 1"})
    void whatMayNotBeKeptIsFetchedEachTime(String header) {
        studio.origin.serve(URL, 200, "sound1", header);
        studio.file(ALICE, URL);
        studio.file(ALICE, URL);
        assertThat(studio.origin.requests).hasSize(2);
        assertThat(studio.origin.requests.getLast().headers()).doesNotContainKey("If-None-Match");
    }

    @Test
    void redirectsAreFollowedEachAsAnExchangeOfItsOwn() {
        studio.origin.serve("http://app.example/old", 302, "", "location: /new");
        studio.origin.serve("http://app.example/new", 307, "", "location: https://cdn.example/x y");
        studio.origin.serve("https://cdn.example/x%20y", 200, "sound1");
        assertThat(studio.file(ALICE, "http://app.example/old").audio().length())
                .isEqualTo(1);
        assertThat(studio.origin.requests).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "11, 11215"})
    void tenRedirectsAreEnough(int redirects, int code) {
        for (int i = 0; i < redirects; i++) {
            studio.origin.serve("https://app.example/" + i, 302, "", "location: /" + (i + 1));
        }
        studio.origin.serve("https://app.example/" + redirects, 200, "sound1");
        Listener listener = studio.file(ALICE, "https://app.example/0");
        if (code == 0) {
            assertThat(listener.audio().length()).isEqualTo(1);
        } else {
            assertThat(listener.code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "data:audio/wav;base64,AAAA", "gopher://x/", "http://", "http://a_b/"})
    void whatIsNoHttpUrlIsNotAsked(String url) {
        studio.origin.serve(URL, 302, "", "location: " + url);
        assertThat(studio.file(ALICE, URL).code()).isEqualTo(11100);
        assertThat(studio.origin.requests).hasSize(1);
    }

    @Test
    void userInfoIsBasicAuthenticationForItsServerOnly() {
        studio.origin.serve(URL, 302, "", "location: /b");
        studio.origin.serve("https://app.example/b", 302, "", "location: https://evil.example/c");
        studio.origin.serve("https://evil.example/c", 200, "sound1");
        Listener listener = studio.file(ALICE, "https://user:secret@app.example/a.mp3");
        assertThat(listener.audio().caption()).isEqualTo(URL);
        assertThat(studio.origin.requests)
                .extracting(request -> request.headers().get("Authorization"))
                .containsExactly("Basic dXNlcjpzZWNyZXQ=", "Basic dXNlcjpzZWNyZXQ=", null);
        assertThat(studio.origin.requests).allMatch(request -> request.url().getUserInfo() == null);
    }

    @Test
    void whatIsNoSoundIs13420() {
        studio.origin.serve(URL, 200, "<html>", "content-type: text/html");
        Listener listener = studio.file(ALICE, URL);
        assertThat(listener.code()).isEqualTo(13420);
        assertThat(listener.message()).contains("text/html");
        studio.origin.serve(URL, 200, "bomb");
        assertThat(studio.file(ALICE, URL).code()).isEqualTo(13420);
    }

    @Test
    void aFileThatIsTooLargeIs11200AndOtherFailuresKeepTheirCode() {
        studio.origin.serve(URL, _ -> new WebResult.Failed(11750, "larger than 50 MB"));
        assertThat(studio.file(ALICE, URL).code()).isEqualTo(11200);
        studio.origin.serve(URL, _ -> new WebResult.Failed(11202, "refused"));
        assertThat(studio.file(ALICE, URL).code()).isEqualTo(11202);
        assertThat(studio.origin.requests.getFirst().limits().most()).isEqualTo(50_000_000);
    }

    @Test
    void whoWantsAFileThatIsUnderWayWaitsForIt() {
        studio.origin.slow().serve(URL, 200, "sound1");
        Listener one = studio.file(ALICE, URL);
        Listener two = studio.file(ALICE, URL);
        Listener other = studio.file(BOB, URL);
        assertThat(studio.origin.requests).hasSize(2);
        studio.origin.answerAll();
        studio.finishWork();
        assertThat(one.audio()).isSameAs(two.audio());
        assertThat(other.audio()).isNotSameAs(one.audio());
    }

    @Test
    void whenNobodyWaitsAnyMoreTheFetchIsCalledOff() {
        studio.origin.slow().serve(URL, 302, "", "location: /b");
        Listener one = new Listener();
        Listener two = new Listener();
        Cancellable first = studio.layer.get(ALICE, new Source.File(URI.create(URL)), one);
        Cancellable second = studio.layer.get(ALICE, new Source.File(URI.create(URL)), two);
        studio.origin.answerAll();
        first.cancel();
        assertThat(studio.origin.cancelled).isEmpty();
        second.cancel();
        assertThat(studio.origin.cancelled)
                .extracting(request -> request.url().toString())
                .containsExactly("https://app.example/b");
        assertThat(one.heard).isEmpty();
        assertThat(two.heard).isEmpty();

        studio.origin.serve("https://app.example/b", 200, "sound1");
        Listener later = studio.file(ALICE, URL);
        studio.origin.answerAll();
        studio.origin.answerAll();
        studio.finishWork();
        assertThat(later.audio().length()).isEqualTo(1);
    }

    @Test
    void onlySoManyAreUnderWayAtOnce() {
        Studio narrow = new Studio(narrow(2, 1 << 20), PromptStore.NONE);
        narrow.origin.slow();
        narrow.file(ALICE, "https://app.example/1");
        narrow.file(ALICE, "https://app.example/2");
        assertThat(narrow.file(ALICE, "https://app.example/3").code()).isEqualTo(11200);
    }

    @Test
    void oneAccountsLargeFilesLeaveRoomForAnothers() {
        Studio narrow = new Studio(narrow(10, 100), PromptStore.NONE);
        narrow.origin.serve("https://app.example/1", 200, "sound" + "x".repeat(60));
        narrow.origin.serve("https://app.example/2", 200, "sound" + "x".repeat(60));
        Listener first = new Listener();
        Listener second = new Listener();
        Listener others = new Listener();
        narrow.layer.get(ALICE, new Source.File(URI.create("https://app.example/1")), first);
        narrow.layer.get(ALICE, new Source.File(URI.create("https://app.example/2")), second);
        narrow.layer.get(BOB, new Source.File(URI.create("https://app.example/2")), others);
        assertThat(second.code()).isEqualTo(11200);
        narrow.finishWork();
        assertThat(first.audio().length()).isEqualTo(60);
        assertThat(others.audio().length()).isEqualTo(60);
        assertThat(narrow.file(ALICE, "https://app.example/2").audio().length()).isEqualTo(60);
    }

    private static SoundLimits narrow(int underWay, long decodingPerAccount) {
        SoundLimits usual = SoundLimits.DEFAULT;
        return new SoundLimits(
                usual.cache(),
                usual.file(),
                usual.connect(),
                usual.read(),
                usual.total(),
                usual.redirects(),
                underWay,
                usual.decoding(),
                decodingPerAccount,
                usual.text(),
                usual.engineRest());
    }

    @Test
    void bytesAreDecodedAndNotKept() {
        Listener listener = new Listener();
        studio.layer.get(
                ALICE,
                new Source.Bytes("sound123".getBytes(java.nio.charset.StandardCharsets.UTF_8), "audio/x", "it"),
                listener);
        Listener gone = new Listener();
        studio.layer
                .get(ALICE, new Source.Bytes(new byte[0], "audio/x", "it"), gone)
                .cancel();
        Listener noise = new Listener();
        studio.layer.get(ALICE, new Source.Bytes(new byte[0], "audio/x", "it"), noise);
        studio.finishWork();
        assertThat(listener.audio().length()).isEqualTo(3);
        assertThat(gone.heard).isEmpty();
        assertThat(noise.code()).isEqualTo(13420);
        assertThat(studio.layer.cachedBytes()).isZero();
    }
}
