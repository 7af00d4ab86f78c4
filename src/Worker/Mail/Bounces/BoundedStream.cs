namespace Syndication.Worker.Mail.Bounces;

/// <summary>Reads what may be longer than is good for us.</summary>
internal static class BoundedStream
{
    /// <summary>Reads a stream to its end, or one byte past a limit.</summary>
    public static async Task<byte[]> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (content.Length <= most)
        {
            var wanted = (int)Math.Min(buffer.Length, most + 1 - content.Length);
            var count = await stream.ReadAsync(buffer.AsMemory(0, wanted), cancellationToken);
            if (count == 0) break;
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
