using System.Globalization;

namespace Syndication.Tests.Feeds.Fuzzing;

/// <summary>Runs work on a thread of its own with a small stack and says what it took of the processor, whatever else the machine does.</summary>
internal static class ThreadTime
{
    private const int Stack = 1024 * 1024;

    /// <summary>The processor time of the work (of the process where the system tells none of a thread), and the bytes that it allocated.</summary>
    public static (TimeSpan Time, long Bytes) Of(Action work)
    {
        var result = (Time: TimeSpan.Zero, Bytes: 0L);
        var thread = new Thread(() =>
        {
            var (time, bytes) = (Used(), GC.GetAllocatedBytesForCurrentThread());
            work();
            result = (Used() - time, GC.GetAllocatedBytesForCurrentThread() - bytes);
        }, Stack);
        thread.Start();
        thread.Join();
        return result;
    }

    // Linux, proc(5): the first number of schedstat is the time on a processor in nanoseconds.
    private static TimeSpan Used()
    {
        const string Own = "/proc/thread-self/schedstat";
        if (!File.Exists(Own)) return Environment.CpuUsage.TotalTime;
        return TimeSpan.FromTicks(long.Parse(File.ReadAllText(Own).Split(' ')[0], CultureInfo.InvariantCulture) / 100);
    }
}
