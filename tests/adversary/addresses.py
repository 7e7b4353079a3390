"""Many addresses, each asking a little: what a rate limit has to remember."""


def addresses(count):
    """``count`` different IPv4 addresses, at most 16 million."""
    return (f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in range(count))
