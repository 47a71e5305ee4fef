package io.ringcard.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A talk in sound: operator and client take turns, with pauses, sometimes a longer one, in two
 * lanes of exactly the talk's length. The same client, operator and length sound the same.
 */
final class Speech {

  private static final Map<String, List<short[]>> CLIPS = new ConcurrentHashMap<>();

  private final short[] interleaved;
  private final int frames;
  private int at;

  private Speech(int frames) {
    this.frames = frames;
    this.interleaved = new short[frames * 2];
  }

  /**
   * Interleaved samples, left the operator.
   *
   * @param operatorVoice {@code f} or {@code m}
   * @param client the client's number: decides voice and language
   */
  static short[] of(String operatorVoice, String client, Duration talk) {
    var chance = new Random(client.hashCode() * 31L + talk.toMillis());
    var english = Math.floorMod(client.hashCode(), 8) == 0;
    var clientVoice = Math.floorMod(client.hashCode() / 8, 2) == 0 ? "f" : "m";
    var operator = clips(english ? "en-operator-f" : "ru-operator-" + operatorVoice);
    var other = clips(english ? "en-client-m" : "ru-client-" + clientVoice);
    var speech = new Speech((int) (talk.toMillis() * Wav.RATE / 1000));
    speech.converse(operator, other, chance);
    return speech.interleaved;
  }

  private void converse(List<short[]> operator, List<short[]> client, Random chance) {
    var bye = operator.getLast().length + client.getLast().length + Wav.RATE;
    pause(400, chance);
    say(0, operator.getFirst());
    pause(300, chance);
    say(1, client.getFirst());
    for (var turn = 0; at + bye < frames; turn++) {
      pause(chance.nextInt(7) == 0 ? 2500 : 350, chance);
      var lane = turn % 2;
      var clips = lane == 0 ? operator : client;
      var clip = clips.get(1 + chance.nextInt(clips.size() - 2));
      if (at + clip.length + bye > frames) {
        break;
      }
      say(lane, clip);
    }
    at = Math.max(at, frames - bye);
    say(1, client.getLast());
    pause(200, chance);
    say(0, operator.getLast());
  }

  private void pause(int millis, Random chance) {
    at += (millis + chance.nextInt(millis)) * Wav.RATE / 1000;
  }

  private void say(int lane, short[] clip) {
    for (var i = 0; i < clip.length && at + i < frames; i++) {
      interleaved[(at + i) * 2 + lane] = clip[i];
    }
    at += clip.length;
  }

  private static List<short[]> clips(String voice) {
    return CLIPS.computeIfAbsent(voice, Speech::load);
  }

  private static List<short[]> load(String voice) {
    var clips = new ArrayList<short[]>();
    while (true) {
      var name = "/demo/clips/" + voice + "-" + (clips.size() + 1) + ".wav";
      try (var in = Speech.class.getResourceAsStream(name)) {
        if (in == null) {
          break;
        }
        clips.add(Wav.readMuLaw(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (clips.size() < 3) {
      throw new IllegalStateException("no speech clips of " + voice);
    }
    return List.copyOf(clips);
  }
}
