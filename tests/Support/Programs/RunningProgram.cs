using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Syndication.Tests.Support.Programs;

/// <summary>A process with its output, killed when the test ends before it does.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly string name;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private RunningProgram(Process process, string name) => (this.process, this.name) = (process, name);

    /// <summary>Standard output so far.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Standard error so far.</summary>
    public string Errors => string.Join('\n', errors);

    /// <summary>Both, for a failure's message.</summary>
    public string Everything => $"{name}\n{Output}\n{Errors}";

    public bool HasEnded => process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="program">A path, or a name on the search path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables on top of the test's own; null removes one.</param>
    /// <param name="folder">Its working folder; else the test's own.</param>
    public static RunningProgram Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            if (value is null) start.Environment.Remove(key);
            else start.Environment[key] = value;
        }

        var running = new RunningProgram(new Process { StartInfo = start }, Path.GetFileName(program) + " " + string.Join(' ', start.ArgumentList));
        running.Begin();
        return running;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        await using var running = Start(program, arguments, environment, folder);
        return new ProgramResult(await running.EndAsync(), running.Output, running.Errors);
    }

    /// <summary>The first line of standard output that meets a condition, once it is there.</summary>
    /// <exception cref="TimeoutException">It never came, or the program ended first.</exception>
    public Task<string> LineAsync(Func<string, bool> condition) => Eventually.FindAsync(
        () =>
        {
            var hasEnded = process.HasExited;
            var found = output.FirstOrDefault(condition);
            return found is null && hasEnded ? throw new TimeoutException("It ended first: " + Everything) : Task.FromResult(found);
        },
        () => "The line never came: " + Everything);

    /// <summary>Waits for the end and returns the exit code.</summary>
    /// <exception cref="TimeoutException">It goes on.</exception>
    public async Task<int> EndAsync(TimeSpan? patience = null)
    {
        // Also waits until both streams were read to their ends.
        var ended = process.WaitForExitAsync();
        try
        {
            await ended.WaitAsync(patience ?? Eventually.Patience, TimeProvider.System);
            return process.ExitCode;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException("It goes on: " + Everything, exception);
        }
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Sends a signal by its name, such as STOP or CONT.</summary>
    public Task SignalAsync(string signal) =>
        RunAsync("/bin/sh", ["-c", $"kill -{signal} " + process.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Its number.</summary>
    public int Id => process.Id;

    /// <summary>SIGKILL to it alone, at once; returns when the signal is sent.</summary>
    public void Strike()
    {
        if (!process.HasExited) process.Kill();
    }

    /// <summary>SIGKILL to it and what it started, as a power cut does; returns when they are gone.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private void Begin()
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data, output);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, errors);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static void Keep(string? line, ConcurrentQueue<string> lines)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
