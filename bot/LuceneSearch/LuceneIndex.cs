using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using Lucene.Net.Analysis.En;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.QueryParsers.Classic;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace AdviceBot.LuceneSearch;

/// <summary>Lucene.Net: the passages in an index in memory, found by English stems, the title counting most.</summary>
/// <remarks>It says "nothing here" below a score; our own index is calibrated and knows what is out of scope, so prefer that for parents.</remarks>
public sealed class LuceneIndex : ISearchIndex, IDisposable
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;
    private const int Most = 10;
    private const float LeastScore = 0.4f;

    private static readonly string[] Fields = ["title", "asks", "body"];

    private readonly RAMDirectory directory = new();
    private readonly EnglishAnalyzer analyzer = new(Version);
    private readonly DirectoryReader reader;
    private readonly IndexSearcher searcher;
    private readonly ImmutableDictionary<string, Passage> passages;

    /// <summary>An index over these passages.</summary>
    public LuceneIndex(ImmutableArray<Passage> passages)
    {
        this.passages = passages.ToImmutableDictionary(p => p.Id);
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(Version, analyzer)))
        {
            foreach (Passage passage in passages)
            {
                writer.AddDocument(new Document
                {
                    new StringField("id", passage.Id, Field.Store.YES),
                    new TextField("title", passage.Title, Field.Store.NO) { Boost = 2 },
                    new TextField("asks", string.Join('\n', passage.Asks), Field.Store.NO),
                    new TextField("body", passage.Text, Field.Store.NO),
                });
            }
        }

        reader = DirectoryReader.Open(directory);
        searcher = new IndexSearcher(reader);
    }

    /// <inheritdoc/>
    public Findings Find(string text, SearchContext context)
    {
        Findings none = new(FindingsKind.Abstained, [], 0, [], null);
        if (string.IsNullOrWhiteSpace(text))
        {
            return none;
        }

        try
        {
            // A parser serves one thread.
            Query query = new MultiFieldQueryParser(Version, Fields, analyzer).Parse(QueryParserBase.Escape(text));
            ImmutableArray<Hit> hits = [.. searcher.Search(query, Most).ScoreDocs
                .Where(d => d.Score >= LeastScore)
                .Select(d => new Hit(passages[searcher.Doc(d.Doc).Get("id")], d.Score, []))];
            return hits.IsEmpty ? none : new Findings(FindingsKind.Answered, hits, 0.5, [], null);
        }
        catch (ParseException)
        {
            return none;
        }
        catch (BooleanQuery.TooManyClausesException)
        {
            return none;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        analyzer.Dispose();
        directory.Dispose();
    }
}
