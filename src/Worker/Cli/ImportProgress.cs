using System.Globalization;

namespace Syndication.Worker.Cli;

/// <summary>How far an import has come: a bar where a person watches, else a line every few seconds.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="length">Bytes of the file.</param>
/// <param name="time">Tells the seconds.</param>
internal sealed class ImportProgress(Terminal terminal, long length, TimeProvider time)
{
    private const int Width = 30;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private long shown = time.GetTimestamp();

    /// <summary>Shows it.</summary>
    /// <param name="lines">Lines written.</param>
    /// <param name="position">Bytes read.</param>
    public async Task ShowAsync(long lines, long position)
    {
        var share = length == 0 ? 1 : Math.Min(1, (double)position / length);
        if (terminal.IsInteractive)
        {
            var done = (int)(share * Width);
            await terminal.Error.WriteAsync(string.Create(
                CultureInfo.InvariantCulture, $"\r[{new string('#', done)}{new string('.', Width - done)}] {share * 100:0} %, {lines} lines "));
            return;
        }

        if (time.GetElapsedTime(shown) < Interval) return;
        shown = time.GetTimestamp();
        await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %, {lines} lines"));
    }

    /// <summary>Ends the bar's line.</summary>
    public Task EndAsync() => terminal.IsInteractive ? terminal.Error.WriteLineAsync() : Task.CompletedTask;
}
