#pragma warning disable RS0030 // The one place that writes to the console
namespace Syndication.Worker.Cli;

/// <summary>What a command reads from and writes to.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Faults and progress.</param>
/// <param name="IsInteractive">Whether a person watches.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>The process's own streams.</summary>
    public static Terminal System() => new(Console.Out, Console.Error, !Console.IsOutputRedirected);

    /// <summary>What is read as bytes, where it is not the process's standard input.</summary>
    public Stream? Input { get; init; }

    /// <summary>The process's standard input as bytes.</summary>
    public Stream OpenInput() => Input ?? Console.OpenStandardInput();

    /// <summary>The process's standard output as bytes, for formats whose encoding is their own.</summary>
    public static Stream OpenOutput() => Console.OpenStandardOutput();
}
