package io.ringcard.staff;

/**
 * From where somebody signs in.
 *
 * @param agent what the browser says it is; cut to what a person would read
 */
record Device(String address, String agent) {

  private static final int LONGEST_AGENT = 300;

  Device {
    agent = agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
  }
}
