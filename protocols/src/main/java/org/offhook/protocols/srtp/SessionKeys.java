package org.offhook.protocols.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The keys of one direction of RTP or of RTCP, derived from its master key (RFC 3711 §4.3, without a
/// derivation rate), and the two operations that they are for.
final class SessionKeys {

    static final int RTP = 0;
    static final int RTCP = 3;

    private static final int BLOCK = 16;
    private static final int SALT = 14;
    private static final int AUTH_KEY = 20;

    private final SecretKeySpec key;
    private final byte[] salt;
    private final Cipher cipher;
    private final Mac mac;
    private final byte[] iv = new byte[BLOCK];
    private byte[] work = new byte[2_048];

    /// @param master key and salt, 30 bytes
    /// @param first the label of the encryption key: [#RTP] or [#RTCP]
    SessionKeys(byte[] master, int first) {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            mac = Mac.getInstance("HmacSHA1");
            key = new SecretKeySpec(derive(master, first, CryptoSuite.KEY), "AES");
            mac.init(new SecretKeySpec(derive(master, first + 1, AUTH_KEY), "HmacSHA1"));
            salt = derive(master, first + 2, SALT);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java has no AES or no HMAC-SHA1", failure);
        }
    }

    /// The key stream of the master key, begun at the label (§4.3.3).
    static byte[] derive(byte[] master, int label, int length) throws GeneralSecurityException {
        byte[] begin = Arrays.copyOf(Arrays.copyOfRange(master, CryptoSuite.KEY, CryptoSuite.KEY_AND_SALT), BLOCK);
        begin[7] ^= (byte) label;
        Cipher stream = Cipher.getInstance("AES/CTR/NoPadding");
        stream.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(master, 0, CryptoSuite.KEY, "AES"), new IvParameterSpec(begin));
        return stream.doFinal(new byte[length]);
    }

    /// Encrypts or decrypts, which is the same (§4.1.1), in place.
    void crypt(ByteBuffer bytes, int from, int length, int ssrc, long index) {
        System.arraycopy(salt, 0, iv, 0, SALT);
        iv[14] = 0;
        iv[15] = 0;
        for (int i = 0; i < 4; i++) {
            iv[4 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            iv[8 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        byte[] plain = work(length);
        bytes.get(from, plain, 0, length);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            cipher.doFinal(plain, 0, length, plain, 0);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES in counter mode failed", failure);
        }
        bytes.put(from, plain, 0, length);
    }

    /// The tag of `length` bytes and, of RTP, the rollover counter behind them (§4.2).
    ///
    /// @param rollover less than zero: none
    byte[] tag(ByteBuffer bytes, int from, int length, long rollover) {
        byte[] text = work(length);
        bytes.get(from, text, 0, length);
        mac.update(text, 0, length);
        if (rollover >= 0) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                mac.update((byte) (rollover >>> shift));
            }
        }
        return mac.doFinal();
    }

    private byte[] work(int length) {
        if (work.length < length) {
            work = new byte[length];
        }
        return work;
    }
}
