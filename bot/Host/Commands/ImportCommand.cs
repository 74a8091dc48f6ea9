using System.Collections.Immutable;
using AdviceBot.Core.Dates;
using AdviceBot.Host.Importing;

namespace AdviceBot.Host.Commands;

/// <summary>import DIR --out DIR: makes a content folder's passages from plain documents, one passage a section.</summary>
public static class ImportCommand
{
    /// <summary>Reads every document first, and writes only when all could be read.</summary>
    /// <returns>0; 1 when something can't be read or written, naming it; 2 when a folder isn't named.</returns>
    public static int Run(Arguments arguments, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        if (arguments.Plain is not [var folder] || arguments.Value("out") is not { } target)
        {
            errors.WriteLine("Say what to read and where to write: import DIR --out DIR");
            return 2;
        }

        try
        {
            ImmutableArray<ImportedDocument> documents = Documents.In(folder);
            int count = ImportedContent.Write(documents, target, London.DayOf(TimeProvider.System.GetUtcNow()));
            foreach (ImportedDocument document in documents)
            {
                output.WriteLine($"{document.Id}: {document.Sections.Length} passages");
            }

            output.WriteLine($"wrote {count} passages to {target}; they are pending and for advisers until somebody has checked them");
            return 0;
        }
        catch (UnreadableException e)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{target}: this can't be written: {e.Message}");
            return 1;
        }
    }
}
