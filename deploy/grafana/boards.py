"""The dashboards of the operators and of the ward's leaders."""
from panels import dashboard, graph, stat, ward_variable

UP = 'up{job=~".*tancua.*"}'


def overview():
    return dashboard('overview', 'Tận Cửa: trực vận hành', 'Một cái nhìn: hệ thống có khỏe không, và vì sao.', [
        stat('Tiến trình đang chạy', 'Bao nhiêu phần các tiến trình của hệ thống trả lời. Dưới 100 % là có tiến trình đã dừng.',
             f'avg({UP})', 'percentunit', ['InstanceDown', 'InstanceRestarts'], 1, good_is_high=True),
        stat('Yêu cầu thất bại (5 phút)', 'Phần yêu cầu của người dân bị lỗi máy chủ trong 5 phút qua. Mục tiêu: dưới 0,1 %.',
             'tancua:gateway_errors:ratio_rate5m', 'percentunit', ['AvailabilityBurnsFast', 'AvailabilityBurnsSlowly'], 0.001),
        stat('Yêu cầu chậm (5 phút)', 'Phần yêu cầu lâu hơn nửa giây. Mục tiêu: dưới 1 %.',
             'tancua:gateway_slow:ratio_rate5m', 'percentunit', ['LatencyBurnsFast', 'LatencyBurnsSlowly'], 0.01),
        stat('Sự kiện chờ lâu nhất', 'Sự kiện cũ nhất đang chờ được xử lý đã chờ bao lâu. Bình thường dưới 1 giây.',
             'max(tancua_events_lag_seconds)', 's', ['EventsLag'], 120),
        stat('Sự kiện chưa vào Redis', 'Sự kiện cũ nhất chưa gửi được vào Redis. Tăng đều nghĩa là Redis không trả lời.',
             'max(tancua_events_outbox_lag_seconds)', 's', ['OutboxLag', 'RedisLostData'], 60),
        stat('Sự kiện bị bỏ lại', 'Sự kiện đã thử nhiều lần không được, đang chờ người trực.',
             'sum(max by (group) (tancua_events_dead_letters))', 'short', ['DeadLetters'], 1),
        stat('Tin nhắn chờ lâu nhất', 'Tin nhắn cũ nhất đang chờ gửi. Ban đêm tin không khẩn được giữ lại đến sáng.',
             'max(tancua_notification_queue_lag_seconds)', 's', ['MessagesWait', 'MessagesSilent'], 3600),
        stat('Nhà cung cấp tin nhắn', '0: bình thường; 1: đang thử lại; 2: đã ngắt vì lỗi liên tục.',
             'max(tancua_notification_circuit_state)', 'short', ['MessageProviderFailing', 'MessageProviderRefuses'], 1),
        stat('Ổ đĩa còn trống', 'Phần ổ đĩa dữ liệu còn trống ở máy đầy nhất.',
             'min(tancua_runtime_disk_free_bytes / tancua_runtime_disk_size_bytes)', 'percentunit', ['DiskAlmostFull'], 0.1, good_is_high=True),
        stat('Chứng thư số còn hạn', 'Thời gian đến khi chứng thư số đầu tiên hết hạn.',
             'min(tancua_tls_certificate_expiry_timestamp_seconds) - time()', 's', ['CertificateExpiresSoon', 'CertificateExpired'], 1209600, good_is_high=True),
        stat('Tuổi bản sao lưu', 'Từ lần sao lưu thành công gần nhất đến nay.',
             'time() - max(tancua_backup_last_success_timestamp_seconds)', 's', ['BackupTooOld'], 129600),
        stat('Nhật ký truy cập', '0: mọi bản ghi còn nguyên vẹn; 1: có bản ghi đã bị sửa.',
             'max(tancua_identity_audit_faults)', 'short', ['AuditChainBroken', 'AuditNotVerified'], 1),
        graph('Yêu cầu mỗi giây', 'Số yêu cầu qua cổng theo mã trả lời. 5xx là lỗi của hệ thống, 4xx là yêu cầu bị từ chối.',
              [('sum by (code) (rate(tancua_gateway_requests_total[5m]))', '{{code}}')], 'reqps', ['AvailabilityBurnsFast']),
        graph('Thời gian trả lời', 'Một nửa, 95 % và 99 % yêu cầu được trả lời trong thời gian này.',
              [(f'histogram_quantile({q}, sum by (le) (rate(tancua_gateway_request_duration_seconds_bucket[5m])))', f'{q}')
               for q in ('0.5', '0.95', '0.99')], 's', ['LatencyBurnsFast']),
        graph('Sự kiện chờ, theo nhóm xử lý', 'Mỗi nhóm chậm bao lâu so với dịch vụ phát ra sự kiện.',
              [('max by (group, source) (tancua_events_lag_seconds)', '{{group}} ← {{source}}')], 's', ['EventsLag']),
        graph('Tin nhắn', 'Kết quả các lần gửi tin, theo bậc (Zalo trước, SMS sau).',
              [('sum by (rung, outcome) (rate(tancua_notification_messages_total[5m])) > 0', '{{rung}} {{outcome}}')], 'short', ['MessageProviderFailing']),
        graph('Công việc nền thất bại', 'Công việc nền nào đang thất bại liên tục.',
              [('sum by (worker) (increase(tancua_runtime_worker_failures_total[10m]))', '{{worker}}')], 'short', ['WorkerFailing']),
        graph('Bộ nhớ', 'Bộ nhớ mà mỗi tiến trình đang giữ.',
              [('process_resident_memory_bytes{job=~".*tancua.*"}', '{{instance}}')], 'bytes', ['InstanceRestarts']),
    ])


def ward():
    def figure(name, more=''):
        return f'sum(max by (ward) (tancua_statistics_{name}{{ward=~"$ward"{more}}}))'

    on_time = figure('finished_dossiers', ',outcome="on_time"')
    late = figure('finished_dossiers', ',outcome="late"')
    answers = figure('survey_answers', ',rating="any"')
    satisfied = figure('survey_answers', ',rating="satisfied"')
    return dashboard('ward', 'Tận Cửa: lãnh đạo phường', 'Hồ sơ của phường trong 30 ngày gần nhất, theo ngày tiếp nhận.', [
        stat('Tiếp nhận', 'Hồ sơ tiếp nhận trong 30 ngày.', figure('received_dossiers')),
        stat('Đúng hạn', 'Hồ sơ hoàn thành đúng hạn chia cho hồ sơ hoàn thành có hạn trả.',
             f'{on_time} / ({on_time} + {late})', 'percentunit', ['OnTimeBelowTarget'], 0.95, good_is_high=True),
        stat('Trễ hạn', 'Hồ sơ đã hoàn thành nhưng trễ hạn, hoặc bị yêu cầu bổ sung quá một lần.', late, 'short', ['OnTimeBelowTarget'], 1),
        stat('Đang giải quyết', 'Hồ sơ chưa hoàn thành, kể cả đang chờ công dân bổ sung.', figure('open_dossiers', ',term="any"')),
        stat('Sắp đến hạn', 'Hồ sơ phải xong trong 24 giờ tới.', figure('open_dossiers', ',term="due_soon"'), 'short', ['OverdueRising']),
        stat('Quá hạn', 'Hồ sơ đã quá hạn mà chưa xong.', figure('open_dossiers', ',term="overdue"'), 'short', ['OverdueRising'], 1),
        stat('Hài lòng', 'Người dân chấm 4 hoặc 5 điểm, chia cho số người đã chấm.',
             f'{satisfied} / {answers}', 'percentunit', (), 0.9, good_is_high=True),
        stat('Trả lời khảo sát', 'Số người đã chấm chia cho số hồ sơ đã trả kết quả.', f'{answers} / {figure("returned_dossiers")}', 'percentunit'),
        graph('Quá hạn theo phường', 'Số hồ sơ quá hạn của từng phường.',
              [('max by (ward) (tancua_statistics_open_dossiers{ward=~"$ward",term="overdue"})', '{{ward}}')], 'short', ['OverdueRising']),
        graph('Đúng hạn theo phường', 'Tỷ lệ đúng hạn trong 30 ngày của từng phường.',
              [('max by (ward) (tancua_statistics_finished_dossiers{ward=~"$ward",outcome="on_time"}) / on (ward) '
                '(max by (ward) (tancua_statistics_finished_dossiers{ward=~"$ward",outcome="on_time"}) + '
                'max by (ward) (tancua_statistics_finished_dossiers{ward=~"$ward",outcome="late"}))', '{{ward}}')],
              'percentunit', ['OnTimeBelowTarget']),
    ], [ward_variable()])
