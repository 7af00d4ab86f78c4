using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Readers;

/// <summary>
/// Notices clients that ask for a feed again before half of its age has passed. No address is kept: of each client and feed
/// there is a keyed hash of 32 bits and a second in a table of fixed size; every hour the key is thrown away and the table emptied.
/// </summary>
internal sealed class EarlyRequests
{
    private const int Slots = 1 << 16;

    private const int KeySeconds = 3600;

    private readonly long[] slots = new long[Slots];
    private readonly TimeProvider time;
    private readonly double shortest;
    private long started;
    private int key;

    /// <summary>Prepares an empty table.</summary>
    public EarlyRequests(FeedsOptions options, TimeProvider time)
    {
        (this.time, shortest) = (time, options.MaxAge.TotalSeconds / 2);
        Renew();
    }

    /// <summary>Notes a request and says whether it is early.</summary>
    public bool Note(IPAddress? client, string feed, string reader)
    {
        if (client is null || shortest <= 0) return false;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (now - Volatile.Read(ref started) > KeySeconds) Renew();
        // One, so that an empty slot is no client's; a clock that was set back counts from there.
        var second = Math.Max(0, now - Volatile.Read(ref started)) + 1;
        var hash = (uint)HashCode.Combine(key, NetworkOf(client), feed, reader);
        ref var slot = ref slots[hash % Slots];
        var last = Interlocked.Exchange(ref slot, ((long)hash << 32) | second);
        return (uint)(last >> 32) == hash && (last & uint.MaxValue) != 0 && second - (last & uint.MaxValue) < shortest;
    }

    private void Renew()
    {
        key = BinaryPrimitives.ReadInt32LittleEndian(RandomNumberGenerator.GetBytes(sizeof(int)));
        Array.Clear(slots);
        Volatile.Write(ref started, time.GetUtcNow().ToUnixTimeSeconds());
    }

    /// <summary>An IPv4 address, or the /64 that one household has whole.</summary>
    private static long NetworkOf(IPAddress client)
    {
        Span<byte> bytes = stackalloc byte[16];
        client.TryWriteBytes(bytes, out _);
        if (client.AddressFamily == AddressFamily.InterNetwork) return BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return client.IsIPv4MappedToIPv6 ? BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }
}
