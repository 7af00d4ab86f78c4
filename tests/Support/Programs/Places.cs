namespace Syndication.Tests.Support.Programs;

/// <summary>Where the repository, its built program and what lies beside it are.</summary>
public static class Places
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Repository { get; } = Path.GetDirectoryName(FindAbove("Syndication.sln") ?? throw new FileNotFoundException("The tests run outside of the repository"))!;

    /// <summary>The built program, of the configuration that the tests have.</summary>
    public static string Program { get; } = FindProgram();

    /// <summary>A file or folder of this relative path in the nearest folder above the tests; null where there is none.</summary>
    public static string? FindAbove(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (Path.Exists(candidate)) return candidate;
        }

        return null;
    }

    private static string FindProgram()
    {
        // tests/X.Tests/bin/{configuration}/{framework} → src/Worker/bin/{configuration}/{framework}
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var built = Path.Combine(Repository, "src", "Worker", "bin", framework.Parent!.Name, framework.Name, "syndication.dll");
        return File.Exists(built) ? built : Path.Combine(AppContext.BaseDirectory, "syndication.dll");
    }
}
